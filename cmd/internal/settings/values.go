package settings

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
	"ruhu/render/form"
)

// WithValues gives the codebook with the spellings that the settings explain. All
// that is wrong with them is told together, as form.Faults.
func (c *Config) WithValues(cb *model.Codebook) (*model.Codebook, error) {
	if c == nil || len(c.values) == 0 {
		return cb, nil
	}
	p := &parser{file: c.File}
	var words []model.Meant
	for _, w := range c.values {
		word, ok := p.meant(cb, w)
		if !ok {
			continue
		}
		at := slices.IndexFunc(words, func(had model.Meant) bool {
			return had.Code == word.Code && model.Squeeze(had.Text) == model.Squeeze(word.Text)
		})
		switch {
		case at < 0:
			words = append(words, word)
		case words[at].Option != word.Option:
			p.fault(w.text, fmt.Sprintf("“%s”说明了两次，两次不同", w.text.Value), "请只留一个")
		}
	}
	if len(p.faults) > 0 {
		slices.SortStableFunc(p.faults, func(a, b form.Fault) int { return a.Line - b.Line })
		return nil, p.faults
	}
	return cb.WithWords(words)
}

// meant finds the item and the answer that a wish names.
func (p *parser) meant(cb *model.Codebook, w explained) (word model.Meant, ok bool) {
	code, err := roster.ItemNamed(cb, w.item.Value)
	if err != nil {
		p.fault(w.item, err.Message, err.Hint)
		return word, false
	}
	in := cb.Lookup(code)
	if !in.IsChoice() {
		p.fault(w.item, fmt.Sprintf("“%s”没有选项，不能说明写法", in.Name()), "values 只用于选择项")
		return word, false
	}
	labels := in.Labels()
	option := in.Option(w.answer.Value)
	if option < 0 {
		p.fault(w.answer, fmt.Sprintf("“%s”不是“%s”的选项", w.answer.Value, in.Name()), "可用的有："+strings.Join(labels, "、"))
		return word, false
	}
	if at := slices.IndexFunc(labels, func(l string) bool { return model.Squeeze(l) == model.Squeeze(w.text.Value) }); at >= 0 && at != option {
		p.fault(w.text, fmt.Sprintf("“%s”本身就是“%s”的选项，不能当作“%s”", w.text.Value, in.Name(), labels[option]), "请删去这一行")
		return word, false
	}
	return model.Meant{Code: code, Text: w.text.Value, Option: option}, true
}
