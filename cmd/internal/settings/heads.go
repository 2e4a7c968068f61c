package settings

import (
	"errors"
	"fmt"

	"go.yaml.in/yaml/v3"

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

// heads reads the settings' map: 列名: 指标.
func (p *parser) heads(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			p.fault(n, "map 应写成“列名: 指标”的形式", "例如 map: {文化: A8}")
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			head, item := n.Content[i], n.Content[i+1]
			if head.Kind != yaml.ScalarNode || item.Kind != yaml.ScalarNode || head.Value == "" || item.Value == "" {
				p.fault(head, "map 里的每一项应是“列名: 指标”", "例如 文化: A8")
				continue
			}
			*to = append(*to, fmt.Sprintf("%s=%s", head.Value, item.Value))
		}
	}
}
