package meta

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// JSONSchema is the JSON Schema (draft 2020-12) of a doctype's front matter, for editors. Keys of
// other programs are allowed at the top, as [Check] allows them.
func JSONSchema(d Doctype) []byte {
	names := map[Doctype]string{ResumeDoc: "résumé", PageDoc: "page", JobDoc: "job posting", VariantDoc: "variant", LetterDoc: "cover letter", PrivateDoc: "private values"}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	root := object(Keys(d), true)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = fmt.Sprintf("resgen: front matter of a %s", names[d])
	if err := enc.Encode(root); err != nil {
		panic("meta: the schema cannot be written: " + err.Error()) // it holds nothing but text and maps
	}
	return b.Bytes()
}

// schema is one JSON Schema; encoding/json writes the keys of a map in order.
type schema map[string]any

func object(keys []Key, open bool) schema {
	properties := schema{}
	for _, k := range keys {
		properties[k.Name] = property(k)
		for _, alias := range k.Aliases {
			p := property(k)
			p["description"] = "The same as " + k.Name + "."
			properties[alias] = p
		}
	}
	return schema{"type": "object", "properties": properties, "additionalProperties": open}
}

func property(k Key) schema {
	p := schema{"description": k.Doc}
	var forms []schema
	for _, kind := range k.Kinds {
		forms = append(forms, form(kind, k))
	}
	if k.PerLang {
		each := schema{"anyOf": forms}
		if len(forms) == 1 {
			each = forms[0]
		}
		forms = append(forms, schema{"type": "object", "propertyNames": schema{"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$"}, "additionalProperties": each})
	}
	if len(forms) == 1 {
		for name, v := range forms[0] {
			p[name] = v
		}
		return p
	}
	p["anyOf"] = forms
	return p
}

func form(kind Kind, k Key) schema {
	switch kind {
	case Number:
		s := schema{"type": "number"}
		if k.Max > 0 {
			s = schema{"type": "integer", "minimum": k.Min, "maximum": k.Max}
		}
		return s
	case Bool:
		return schema{"type": "boolean"}
	case List:
		item := k.Item
		if item == nil {
			item = text
		}
		var forms []schema
		for _, i := range item {
			forms = append(forms, form(i, Key{Values: k.Values}))
		}
		if len(forms) == 1 {
			return schema{"type": "array", "items": forms[0]}
		}
		return schema{"type": "array", "items": schema{"anyOf": forms}}
	case Map:
		if k.Keys != nil {
			return object(k.Keys, false)
		}
		return schema{"type": "object"}
	}
	s := schema{"type": "string"}
	if k.Values != nil && !slices.Contains(k.Kinds, List) { // a list in one text may name several
		s["enum"] = k.Values
	}
	return s
}
