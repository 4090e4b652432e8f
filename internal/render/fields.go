package render

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// fieldsOf is what layouts can ask of each type that they get to see, by the name that errors give it: its fields and methods, sorted.
func fieldsOf() map[string][]string {
	out := map[string][]string{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			walk(t.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if _, seen := out[t.String()]; seen {
			return
		}
		names := []string{}
		out[t.String()] = names
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				names = append(names, f.Name)
				walk(f.Type)
			}
		}
		for p, i := reflect.PointerTo(t), 0; i < p.NumMethod(); i++ {
			names = append(names, p.Method(i).Name)
		}
		slices.Sort(names)
		out[t.String()] = slices.Compact(names)
		out["*"+t.String()] = out[t.String()]
	}
	for _, v := range []any{Data{}, SheetData{}, LetterData{}, CardData{}, SectionView{}, EntryView{}, FeedData{}} {
		walk(reflect.TypeOf(v))
	}
	return out
}

// kindOf is a type as people who write layouts know it: without its package.
func kindOf(typ string) string {
	bare := strings.TrimLeft(typ, "*[]")
	if strings.HasPrefix(typ, "[]") {
		return "a list of " + bare[strings.LastIndexByte(bare, '.')+1:]
	}
	return bare[strings.LastIndexByte(bare, '.')+1:]
}

// meantField is the end of a message about a field that a type does not have. Within range and with, the dot is another one; what all
// of the page has is then meant by the name behind "$".
func meantField(expression, field, typ string) string {
	all := fieldsOf()
	if end := meant(field, all[typ]); end != "" {
		return end
	}
	if strings.HasPrefix(strings.TrimPrefix(expression, "."), field) && typ != "render.Data" && slices.Contains(all["render.Data"], field) {
		return fmt.Sprintf("; did you mean \"$.%s\"?", field)
	}
	if of := all[typ]; len(of) > 0 {
		return "; it has " + strings.Join(of, ", ")
	}
	return ""
}
