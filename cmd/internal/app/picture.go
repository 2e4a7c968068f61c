package app

import (
	"context"
	"fmt"
	"io"

	"ruhu/cmd/internal/fault"
)

// Picture writes one of the pages of a sheet, from 1, as a PNG with dpi pixels an inch:
// it shows what a PDF of the sheet shows. A page that the sheet does not have is an
// error. It may be called by several goroutines, before, during and after printing.
func (p *Plan) Picture(w io.Writer, s Sheet, page, dpi int) error {
	pages, err := p.Pages(s)
	if err != nil {
		return err
	}
	if page < 1 || page > len(pages) {
		return fault.Wrong(fmt.Sprintf("这份表没有第 %d 页，共 %d 页", page, len(pages)), "")
	}
	return Explain(context.Background(), p.fonts.screen.PNG(w, pages[page-1], dpi))
}
