package sheet

import "testing"

func TestBullet(t *testing.T) {
	for text, want := range map[string]bool{"•": true, "–": true, "\uf0b7": true, "➤": true, "": false, "• Led": false, "a": false, "••": false, "\xff": false} {
		if Bullet(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
