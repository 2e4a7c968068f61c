package settings

import (
	"iter"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
	"ruhu/model/roster"
)

// Change is one thing to be changed in settings.
type Change struct {
	key  string
	edit func(old *yaml.Node) *yaml.Node // of the key's value; nil: there is none
}

// Set changes a setting that is a text, a number or a day, or one below it such as
// income.from; an empty value takes it away, so that its default holds.
func Set(name, value string) Change {
	return change(name, func(old *yaml.Node) *yaml.Node { return scalar(old, value) })
}

// change edits a setting, or one below it.
func change(name string, edit func(old *yaml.Node) *yaml.Node) Change {
	key, below, nested := strings.Cut(name, ".")
	if !nested {
		return Change{key, edit}
	}
	return Change{key, func(old *yaml.Node) *yaml.Node {
		return entries(old, func(k string) bool { return k == below }, below, edit)
	}}
}

// SetList changes a setting that is a list of names, or one below it such as fonts.dir;
// an empty one takes it away.
func SetList(name string, names []string) Change {
	return change(name, func(old *yaml.Node) *yaml.Node {
		if len(names) == 0 {
			return nil
		}
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		if old != nil && old.Kind == yaml.SequenceNode {
			list = old
			list.Content = nil
		}
		for _, name := range names {
			list.Content = append(list.Content, scalar(nil, name))
		}
		return list
	})
}

// SetHead says what a column head means: an item as roster.ParseMap reads it, or
// roster.Unused. An empty item takes away what decides about the head.
func SetHead(head, item string) Change {
	return Change{"map", func(old *yaml.Node) *yaml.Node {
		for _, words := range roster.Wordings(head) {
			same := func(k string) bool { return roster.SameHead(k, words) }
			has := false
			for key := range pairs(old) {
				has = has || same(key.Value)
			}
			if item != "" || has {
				return entries(old, same, head, func(old *yaml.Node) *yaml.Node { return scalar(old, item) })
			}
		}
		return old
	}}
}

// SetWord says which answer of an item a spelling means; an empty answer takes away
// what was said of the spelling.
func SetWord(cb *model.Codebook, code model.Code, spelling, answer string) Change {
	name := string(code)
	if in := cb.Lookup(code); in != nil && namesItem(cb, code, in.Label) {
		name = in.Label
	}
	isItem := func(k string) bool { return namesItem(cb, code, k) }
	same := func(k string) bool { return sameSpelling(k, spelling) }
	return Change{"values", func(old *yaml.Node) *yaml.Node {
		return entries(old, isItem, name, func(words *yaml.Node) *yaml.Node {
			return entries(words, same, spelling, func(old *yaml.Node) *yaml.Node { return scalar(old, answer) })
		})
	}}
}

// namesItem reports a word by which settings name an item.
func namesItem(cb *model.Codebook, code model.Code, word string) bool {
	named, err := roster.ItemNamed(cb, word)
	return err == nil && named == code
}

func sameSpelling(a, b string) bool { return model.Squeeze(a) == model.Squeeze(b) }

// scalar gives a value in place of an old one, whose comment it keeps; nil: none.
func scalar(old *yaml.Node, value string) *yaml.Node {
	if value = strings.Join(strings.Fields(value), " "); value == "" {
		return nil
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: value}
	if old != nil && old.Kind == yaml.ScalarNode {
		n.HeadComment, n.LineComment, n.FootComment = old.HeadComment, old.LineComment, old.FootComment
	}
	return n
}

// pairs gives the keys and values of a mapping; of anything else there are none.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// entries edits the entries of a mapping whose keys are the same: there may be one in
// several spellings. Where there is none, one is begun under the name. It gives nil
// where nothing is left.
func entries(n *yaml.Node, same func(key string) bool, name string, edit func(old *yaml.Node) *yaml.Node) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		n = &yaml.Node{Kind: yaml.MappingNode}
	}
	found := false
	var left []*yaml.Node
	for key, value := range pairs(n) {
		if same(key.Value) {
			found, value = true, edit(value)
		}
		if value != nil {
			left = append(left, key, value)
		}
	}
	if !found {
		if value := edit(nil); value != nil {
			left = append(left, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, value)
		}
	}
	if n.Content = left; len(left) == 0 {
		return nil
	}
	return n
}
