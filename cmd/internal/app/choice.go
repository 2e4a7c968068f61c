package app

import (
	"fmt"
	"strconv"
	"strings"

	"ruhu/cmd/internal/output"
	"ruhu/render"
)

// Split says how a run is divided into files.
type Split = render.Split

// The divisions.
const (
	ByVillage   = render.ByVillage
	ByForm      = render.ByForm
	ByHousehold = render.ByHousehold
)

// Choice is what of a workspace is printed, and how. A run may be one of several
// parts, divided by village: each part writes a register of its own, so that parts may
// share a folder; register.Merge joins them.
type Choice render.Choice

// whole reports that there is nothing divided.
func (c Choice) whole() bool { return c.Parts <= 1 }

// suffix tells the part's own files apart; in the order of names they are in the
// order of parts.
func (c Choice) suffix() string {
	if c.whole() {
		return ""
	}
	n := len(strconv.Itoa(c.Parts))
	return fmt.Sprintf("-%0*d-%d", n, c.Part, c.Parts)
}

// Register is the name of the run's register.
func (c Choice) Register() string { return output.RegisterBase + c.suffix() + ".xlsx" }

// selects reports a run over some of the households or forms.
func (c Choice) selects() bool { return c.First > 0 || len(c.Households) > 0 || len(c.Forms) > 0 }

// longestScope is how many characters of the user's choice a list repeats.
const longestScope = 200

// scope says which households' findings the run tells; empty: all.
func (c Choice) scope() string {
	var chosen []string
	if len(c.Villages) > 0 {
		chosen = append(chosen, "--village "+strings.Join(c.Villages, ","))
	}
	if len(c.Households) > 0 {
		chosen = append(chosen, "--household "+strings.Join(c.Households, ","))
	}
	if c.First > 0 {
		chosen = append(chosen, fmt.Sprintf("--first %d", c.First))
	}
	if !c.whole() {
		chosen = append(chosen, fmt.Sprintf("--shard %d/%d", c.Part, c.Parts))
	}
	if len(chosen) == 0 {
		return ""
	}
	return "只列这次所选的户的问题（" + cut(strings.Join(chosen, " "), longestScope) + "）；整本花名册的问题用 ruhu check 查看。"
}
