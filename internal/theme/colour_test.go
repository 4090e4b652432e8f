package theme

import "testing"

func TestShades(t *testing.T) {
	for _, colour := range []string{"#000000", "#1f4e79", "#123b4a", "#b3261e", "#0f5c63", "#777777", "#fff", "#ff0", "#0000ff"} {
		light, dark := Shades(colour)
		c, _ := rgb(light)
		if contrast(c, lightPaper) < leastContrast {
			t.Errorf("%s on light paper: %s cannot be read", colour, light)
		}
		if c, _ = rgb(dark); contrast(c, darkPaper) < leastContrast {
			t.Errorf("%s on dark paper: %s cannot be read", colour, dark)
		}
	}
	if light, dark := Shades("#1f4e79"); light != "#1f4e79" || dark != "#5899d4" {
		t.Errorf("a dark blue is %s on light paper and %s on dark; it was read on light paper as it is", light, dark)
	}
	if light, dark := Shades("blue"); light != "" || dark != "" {
		t.Errorf("a word has shades: %s, %s", light, dark)
	}
}
