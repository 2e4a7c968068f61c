package settings

import (
	"errors"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/roster"
)

// Heads is what the user says that column heads mean: --map for the run, ruhu.yaml
// for all runs of the office.
type Heads struct {
	Meaning map[string]model.Code // of both
	asked   map[string]model.Code // by --map alone: a head that is nowhere is a slip
}

// Heads reads the settings' map and --map, which overrules it.
func (c *Config) Heads(cb *model.Codebook, flags []string) (Heads, error) {
	office, err := roster.ParseMap(cb, c.Map)
	if err != nil {
		return Heads{}, wrongMap("设置文件里 map 的", err)
	}
	asked, err := roster.ParseMap(cb, flags)
	if err != nil {
		return Heads{}, wrongMap("--map ", err)
	}
	return Heads{Meaning: roster.Overrule(office, asked), asked: asked}, nil
}

func wrongMap(where string, err error) error {
	var m *roster.MapError
	if errors.As(err, &m) {
		return fault.Wrong(where+m.Message, m.Hint)
	}
	return err
}

// Unmatched reports heads of --map that no sheet has: the wish would be lost
// without a word. Those of the settings may be for other rosters.
func (h Heads) Unmatched(sheets []model.SheetReading) error {
	var errs []error
	for _, m := range roster.Unmatched(sheets, h.asked) {
		errs = append(errs, wrongMap("--map ", m))
	}
	return fault.Join(errs)
}
