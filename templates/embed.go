// Package templates holds what an office may change without touching Go: the
// codebook of indicators, the form definitions, and the fonts with their
// licences; and the loaders that turn the first into model values.
package templates

import "embed"

// Files is the built-in templates: codebook.yaml, forms/*.yaml and the text of
// the summary.
//
//go:embed codebook.yaml all:forms summary/*.txt
var Files embed.FS

// Summary is the text of the year's summary in Files; see render/letter for its
// language.
const Summary = "summary/summary.txt"

// Fonts is the embedded faces, below fonts/, and their licences.
var Fonts = fontFiles{
	faces:    map[string][]byte{FontText: fontText, FontHead: fontHead, FontTitle: fontTitle},
	licences: fontLicences,
}

var (
	//go:embed fonts/NotoSerifSC-Regular.ttf
	fontText []byte
	//go:embed fonts/NotoSansSC-Regular.ttf
	fontHead []byte
	//go:embed fonts/NotoSerifSC-Bold-GB2312.ttf
	fontTitle []byte
	//go:embed fonts/*.txt
	fontLicences embed.FS
)

type fontFiles struct {
	faces    map[string][]byte
	licences embed.FS
}

// ReadFile gives a file. The bytes of a face are the program's own, as a copy of all
// would be 28 MB each time: nobody may change them.
func (f fontFiles) ReadFile(name string) ([]byte, error) {
	if face, ok := f.faces[name]; ok {
		return face, nil
	}
	return f.licences.ReadFile(name)
}

// The files of the embedded faces in Fonts: text (宋体), heads (黑体) and titles
// (a bold serif that stands for 小标宋, cut to GB 2312).
const (
	FontText  = "fonts/NotoSerifSC-Regular.ttf"
	FontHead  = "fonts/NotoSansSC-Regular.ttf"
	FontTitle = "fonts/NotoSerifSC-Bold-GB2312.ttf"
)

// Shells is the built-in shells of Word documents, docx/form.docx.
//
//go:embed docx/*.docx
var Shells embed.FS
