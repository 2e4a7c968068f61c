package app

import (
	"context"

	"ruhu/render"
)

// BlankOptions is what the user decides about blank forms.
type BlankOptions struct {
	Dir       string
	Formats   []string // pdf, docx, xlsx; empty: PDF
	Forms     []string
	Copies    int
	Rows      int
	Paper     string
	Duplex    bool
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string
	Fonts     FontOptions
}

// Blank writes blank forms, a file each. The result is never nil.
func Blank(ctx context.Context, o BlankOptions) (*Result, error) {
	r := newResult()
	return r, explain(ctx, blank(ctx, o, r))
}

func blank(ctx context.Context, o BlankOptions, r *Result) error {
	formats, err := formatsOf(o.Formats)
	if err != nil {
		return err
	}
	config, err := o.Config.load()
	if err != nil {
		return err
	}
	r.Settings = config.File
	if o.Year, err = yearOf(o.Year, config); err != nil {
		return err
	}
	lib, err := loadLibrary(o.Templates, nil)
	if err != nil {
		return err
	}
	shell, err := loadShell(formats, o.Templates)
	if err != nil {
		return err
	}
	shelf, err := loadShelf(o.Fonts, config)
	if err != nil {
		return err
	}
	defer shelf.Close()
	fonts, err := loadFonts(shelf)
	if err != nil {
		return err
	}
	folder := NewFolder(o.Dir)
	defer folder.Close()
	if err := folder.Ready(nil, nil); err != nil {
		return err
	}
	paths, totals, err := render.Blank(ctx, lib.forms, fonts, render.BlankOptions{
		Forms: o.Forms, Copies: o.Copies, Rows: o.Rows, Paper: o.Paper, Duplex: o.Duplex, Year: o.Year,
		Formats: formats, Shell: shell, Unit: config.Unit, Rare: config.Fonts.Office,
	}, folder)
	r.Pages, r.Sheets = totals.Pages, totals.Sheets
	r.Files = append(r.Files, folder.Written(paths)...)
	r.Lent = shelf.Loans()
	return err
}
