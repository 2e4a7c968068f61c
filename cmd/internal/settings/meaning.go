package settings

import (
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
)

// Unused is what a column head means whose column is not to be used.
const Unused = roster.Unused

// Meaning is what the settings say that words of the office's own mean.
type Meaning struct {
	Item  string // of an answer, as it is named; empty: the words are a column head
	Words string
	Means string // an item, or an answer of the item
}

// Meanings gives what the settings say of column heads, then of answers.
func (c *Config) Meanings() (out []Meaning) {
	for _, m := range c.Map {
		at := strings.LastIndex(m, "=")
		out = append(out, Meaning{Words: m[:at], Means: m[at+1:]})
	}
	for _, w := range c.values {
		out = append(out, Meaning{w.item.Value, w.text.Value, w.answer.Value})
	}
	return out
}

// HeadMeans gives the item that the settings name for a column head, word for word;
// empty: they do not.
func (c *Config) HeadMeans(head string) string {
	for _, m := range c.Meanings() {
		if m.Item == "" && roster.SameHead(m.Words, head) {
			return m.Means
		}
	}
	return ""
}

// WordMeans gives the answer that the settings name for a spelling of an item; empty:
// they do not.
func (c *Config) WordMeans(cb *model.Codebook, code model.Code, spelling string) string {
	for _, m := range c.Meanings() {
		if m.Item != "" && sameSpelling(m.Words, spelling) && namesItem(cb, code, m.Item) {
			return m.Means
		}
	}
	return ""
}

// Checkable are the names that 已核无 may have.
func Checkable() []string { return roster.Checkable() }
