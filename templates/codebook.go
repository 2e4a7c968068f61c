package templates

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

// codebookFile mirrors codebook.yaml.
type codebookFile struct {
	Indicators []indicatorEntry `yaml:"indicators"`
	Demands    yaml.Node        `yaml:"demands"`
	Breaks     []string         `yaml:"breaks"`
	Lists      []listEntry      `yaml:"lists"`
}

type indicatorEntry struct {
	Code     string        `yaml:"code"`
	Label    string        `yaml:"label"`
	Kind     string        `yaml:"kind"`
	Unit     string        `yaml:"unit"`
	Units    []string      `yaml:"units"`
	Scope    string        `yaml:"scope"`
	Options  []optionEntry `yaml:"options"`
	Open     bool          `yaml:"open"`
	Optional bool          `yaml:"optional"`
	Extra    bool          `yaml:"extra"`
	Internal bool          `yaml:"internal"`
	Heads    []string      `yaml:"heads"`
}

type optionEntry struct {
	Label  string   `yaml:"label"`
	Accept []string `yaml:"accept"`
}

var builtIn = sync.OnceValues(func() (*model.Codebook, error) {
	cb, _, err := readCodebook(Files)
	return cb, err
})

// Codebook gives the codebook built into the program.
func Codebook() (*model.Codebook, error) { return builtIn() }

// LoadCodebook reads codebook.yaml from a folder of templates. Unknown keys,
// kinds and scopes are errors. One that has no block demands: asks of its items
// what the built-in one asks, and one without lists: sends the built-in lists; an
// empty block asks or sends nothing.
func LoadCodebook(fsys fs.FS) (*model.Codebook, error) {
	cb, asks, err := readCodebook(fsys)
	if err != nil {
		return cb, err
	}
	from, err := builtIn()
	if err == nil && !asks {
		err = inheritDemands(cb, from)
	}
	if err == nil && cb.Outgoing() == nil {
		err = inheritLists(cb, from)
	}
	if err != nil {
		return nil, err
	}
	return cb, nil
}

// readCodebook reads codebook.yaml, and reports whether it has demands.
func readCodebook(fsys fs.FS) (cb *model.Codebook, asks bool, err error) {
	raw, err := fs.ReadFile(fsys, "codebook.yaml")
	if err != nil {
		return nil, false, fmt.Errorf("read codebook: %w", err)
	}
	var file codebookFile
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return nil, false, fmt.Errorf("read codebook.yaml: %w", err)
	}
	list := make([]*model.Indicator, 0, len(file.Indicators))
	for _, e := range file.Indicators {
		in, err := e.indicator()
		if err != nil {
			return nil, false, err
		}
		list = append(list, in)
	}
	if cb, err = model.NewCodebook(list); err != nil {
		return nil, false, err
	}
	cb.MarkBreaks(file.Breaks)
	if file.Lists != nil {
		if err := outgoing(cb, file.Lists); err != nil {
			return nil, false, fmt.Errorf("codebook.yaml: lists: %w", err)
		}
	}
	if file.Demands.IsZero() {
		return cb, false, nil
	}
	return cb, true, demands(cb, &file.Demands)
}

func (e indicatorEntry) indicator() (*model.Indicator, error) {
	in := &model.Indicator{
		Code: model.Code(e.Code), Label: e.Label, Unit: e.Unit,
		Kind: model.Kind(e.Kind), Scope: model.Scope(e.Scope),
		Open: e.Open, Optional: e.Optional, Extra: e.Extra, Internal: e.Internal, Units: e.Units,
	}
	var err error
	if in.Heads, err = expandAll(e.Heads); err != nil {
		return nil, fmt.Errorf("codebook.yaml: %s: heads: %w", e.Code, err)
	}
	switch in.Kind {
	case model.Text, model.Number, model.Money, model.Area, model.Single, model.Multiple, model.Date, model.Year, model.Identity:
	case model.YesNo:
		in.Options = model.YesNoOptions()
	default:
		return nil, fmt.Errorf("codebook.yaml: %s: unknown kind %q", e.Code, e.Kind)
	}
	switch in.Scope {
	case model.OfVillage, model.OfHousehold, model.OfMember, model.OfMeasure, model.OfHelper, model.OfAddition, model.OfRemoval, model.OfReading:
	default:
		return nil, fmt.Errorf("codebook.yaml: %s: unknown scope %q", e.Code, e.Scope)
	}
	for _, o := range e.Options {
		if o.Accept, err = expandAll(o.Accept); err != nil {
			return nil, fmt.Errorf("codebook.yaml: %s: %s: %w", e.Code, o.Label, err)
		}
		if at := slices.IndexFunc(in.Options, func(had model.Option) bool { return had.Label == o.Label }); in.Kind == model.YesNo && at >= 0 {
			in.Options[at].Accept = append(in.Options[at].Accept, o.Accept...)
			continue
		}
		in.Options = append(in.Options, model.Option{Label: o.Label, Accept: o.Accept})
	}
	return in, nil
}
