package pdf

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/layout"
)

func TestCodeIsRead(t *testing.T) {
	for _, payload := range []string{
		"RH1|2019|COMPARE|K7Q2-M9XD-4TWR|1|2",
		"RH1|2019|APPENDIX2|AAAA-BBBB-CCCC|10|12",
		strings.Repeat("RH1|2019|", 20),
	} {
		p := sheet(1)
		p.QR = &layout.QR{X: 270 * doc.Mm, Y: 8 * doc.Mm, Size: 14 * doc.Mm, Payload: payload}
		if len(payload) > 100 {
			p.QR.Y, p.QR.Size = 180*doc.Mm, 24*doc.Mm // below the table
		}
		path := write(t, draw(t, wholeFonts(t), Meta{}, p))
		to := filepath.Join(t.TempDir(), "page")
		slowtest.Run(t, "pdftoppm", "-r", "200", "-png", "-singlefile", path, to)
		if got := read(t, to+".png"); got != payload {
			t.Errorf("read %q, want %q", got, payload)
		}
	}
}

// read decodes the QR code in a picture.
func read(t *testing.T, path string) string {
	t.Helper()
	file, err := os.Open(path)
	must.Succeed(t, err)
	defer file.Close()
	img, err := png.Decode(file)
	must.Succeed(t, err)
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	must.Succeed(t, err)
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	found, err := qrcode.NewQRCodeReader().Decode(bits, hints)
	if err != nil {
		t.Fatalf("no code is found: %v", err)
	}
	return found.GetText()
}
