package render

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/url"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// MostPhoto is the largest photo that is printed, in pixels. Chrome took 8 s for a JPEG of 40 million, and its print may take 20.
const MostPhoto = 25_000_000

// A Photo is the picture of the person that `photo` names.
type Photo struct {
	URL           string       // as the sheet asks for it
	File          *source.File // nil when there is none
	Width, Height int          // in pixels; 0 when the form of the file does not say, as in SVG, or is not read, as WebP
	Picture       bool         // the file is one that a browser shows, as far as its beginning and its end say
}

// PhotoOf is the photo of a target; ok is false when none is named.
func PhotoOf(site *compose.Site, t compose.Target) (p Photo, ok bool) {
	name := site.PhotoOf(t)
	if name.Text == "" {
		return p, false
	}
	if name != site.Settings.Photo {
		for _, f := range site.Files {
			if f.Private {
				p.URL, p.File = site.Base.URL((&url.URL{Path: f.Path}).EscapedPath()), f.Source
				p.Width, p.Height, p.Picture = pictureSize(f.Source.Bytes)
				return p, true
			}
		}
	}
	p.URL = site.Resolve(name.Span.File, name.Text).URL
	at, _, _ := strings.Cut(strings.TrimPrefix(p.URL, site.Base.Path), "?")
	if plain, err := url.PathUnescape(at); err == nil { // "my%20photo.jpg" is the file "my photo.jpg"
		at = plain
	}
	for _, f := range site.Files {
		if f.Path == at {
			p.File = f.Source
			break
		}
	}
	if p.File != nil {
		p.Width, p.Height, p.Picture = pictureSize(p.File.Bytes)
	}
	return p, true
}

// Large reports whether a photo is too large to be printed.
func (p Photo) Large() bool { return p.Width*p.Height > MostPhoto }

// jpegEnds reports whether a JPEG has its end (ITU-T T.81, annex B): segments that say how long they are, and behind the start of a scan
// bytes in which 0xff is followed by 0 or the sign of a restart. What phones put behind the end, as a film, is not looked at.
func jpegEnds(b []byte) bool {
	for i := 2; i+1 < len(b); {
		if b[i] != 0xff {
			return false
		}
		switch marker := b[i+1]; {
		case marker == 0xd9:
			return true
		case marker == 0xff: // filled up
			i++
			continue
		case i+3 >= len(b):
			return false
		case marker == 0xda:
			i += 2 + int(b[i+2])<<8 + int(b[i+3])
			for i+1 < len(b) && (b[i] != 0xff || b[i+1] == 0 || b[i+1] >= 0xd0 && b[i+1] <= 0xd7) {
				i++
			}
		default:
			i += 2 + int(b[i+2])<<8 + int(b[i+3])
		}
	}
	return false
}

// pictureSize is what the bytes of a picture say of it. A JPEG or PNG that was cut off is none.
func pictureSize(b []byte) (width, height int, ok bool) {
	var c image.Config
	var err error
	r := bytes.NewReader(b)
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8")):
		c, err = jpeg.DecodeConfig(r)
		ok = jpegEnds(b)
	case bytes.HasPrefix(b, []byte("\x89PNG")):
		c, err = png.DecodeConfig(r)
		ok = bytes.Contains(b, []byte("IEND"))
	case bytes.HasPrefix(b, []byte("GIF8")):
		c, err = gif.DecodeConfig(r)
		ok = true
	case len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP", avif(b):
		return 0, 0, true
	default:
		return 0, 0, bytes.Contains(b[:min(len(b), 4096)], []byte("<svg"))
	}
	return c.Width, c.Height, ok && err == nil
}

// avif reports whether a file says that it is an AVIF (ISO/IEC 14496-12, 4.3). What phones make is often HEIC, which begins in the same
// way and which Chrome does not show; so do films.
func avif(b []byte) bool {
	if len(b) < 16 || string(b[4:8]) != "ftyp" {
		return false
	}
	brands := b[8:min(max(int(binary.BigEndian.Uint32(b)), 16), len(b), 256)]
	for ; len(brands) >= 4; brands = brands[4:] {
		if brand := string(brands[:4]); brand == "avif" || brand == "avis" {
			return true
		}
	}
	return false
}

// photo is the address of the photo that is printed; "" when none is, because there is none, or it is no picture, or too large: the check
// names it then.
func (r *Renderer) photo(t compose.Target) string {
	p, _ := PhotoOf(r.site, t)
	if !p.Picture || p.Large() {
		return ""
	}
	return p.URL
}
