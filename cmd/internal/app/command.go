package app

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render"
)

// Finding is something that is wrong in a roster or to be looked at.
type Finding = model.Problem

// Household is a household of a roster.
type Household = model.Household

// Village is a village of a roster.
type Village = model.Village

// NameVillage is how a Choice names a village: by its name, or by its 行政区划代码 where
// others have that name, or where it has signs that divide names on a command line.
func (w *Workspace) NameVillage(v *Village) string {
	if v.Division == "" {
		return v.Name
	}
	if strings.ContainsAny(v.Name, ",，、/") {
		return v.Division
	}
	for _, o := range w.Roster().Villages {
		if o != v && model.Squeeze(o.Name) == model.Squeeze(v.Name) {
			return v.Division
		}
	}
	return v.Name
}

// NameHousehold is how a Choice names a household that is not held back: by its
// 户编号, with the village where another one may have the same.
func (w *Workspace) NameHousehold(h *Household) string {
	switch number := h.Number(); {
	case number == "":
		return w.NameVillage(h.Village) + "/" + h.HeadName()
	case model.ShortNumber(number):
		return w.NameVillage(h.Village) + "/" + number
	default:
		return number
	}
}

// Command is what a command line says, after the name of the program, to print the
// same to the same place.
func (w *Workspace) Command(c Choice, to Target) []string {
	out := []string{"print"}
	flag := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				out = append(out, "--"+name, v)
			}
		}
	}
	on := func(name string, is bool) {
		if is {
			out = append(out, "--"+name)
		}
	}
	for _, name := range w.Rosters {
		if strings.HasPrefix(name, "-") {
			name = "./" + name
		}
		out = append(out, name)
	}
	flag("village", strings.Join(c.Villages, ","))
	flag("household", strings.Join(c.Households, ","))
	flag("forms", strings.Join(c.Forms, ","))
	if !slices.Equal(c.Formats, []Format{render.PDF}) {
		flag("format", strings.ReplaceAll(Joined(c.Formats), "、", ","))
	}
	if c.Split != ByVillage {
		flag("split", string(c.Split))
	}
	if c.Paper != "A4" {
		flag("paper", c.Paper)
	}
	on("duplex", c.Duplex)
	on("mask", w.Mask)
	on("no-return", to.NoReturn)
	on("resume", to.Resume)
	flag("against", w.Against...)
	flag("problems", w.Feedback...)
	flag("map", w.Map...)
	flag("templates", w.Templates)
	flag("font-dir", w.Fonts.Dirs...)
	if usual, _ := w.Settings.YearOf(0); usual != w.Year {
		flag("year", strconv.Itoa(w.Year))
	}
	if usual, _ := w.Settings.DateOf(""); usual != w.Date {
		flag("date", w.Date)
	}
	out = append(out, "-o", to.Dir)
	if file, err := filepath.Abs(w.Settings.File); err == nil && w.Settings.File != "" {
		flag("config", file)
	}
	return out
}
