package fill

import (
	"testing"
)

// BenchmarkWord fills one-page documents, a file each.
func BenchmarkWord(b *testing.B) { benchmark(b, ".docx") }

// BenchmarkExcel fills workbooks, a file each.
func BenchmarkExcel(b *testing.B) { benchmark(b, ".xlsx") }

func benchmark(b *testing.B, ext string) {
	ros := testRoster(b)
	l := parseLayout(appendix2()[1].form)
	data := l.docx(b)
	if ext == ".xlsx" {
		data = l.xlsx(b)
	}
	form := read(b, ros, "表"+ext, data, Options{Year: 2019})
	units := form.Units(ros)
	for i := 0; b.Loop(); i++ {
		if _, _, err := form.Fill(units[i%len(units)]); err != nil {
			b.Fatal(err)
		}
	}
}
