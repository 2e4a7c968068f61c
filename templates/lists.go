package templates

import "ruhu/model"

// listEntry is a list for a department in codebook.yaml.
type listEntry struct {
	Name  string       `yaml:"name"`
	Items []model.Code `yaml:"items"`
	Show  []model.Code `yaml:"show"`
	Of    struct {
		From   int                   `yaml:"from"`
		To     int                   `yaml:"to"`
		Pupils bool                  `yaml:"pupils"`
		Has    []model.Code          `yaml:"has"`
		Chose  map[model.Code]string `yaml:"chose"`
	} `yaml:"of"`
}

// outgoing puts the lists for departments into a codebook.
func outgoing(cb *model.Codebook, entries []listEntry) error {
	lists := make([]model.Outgoing, len(entries))
	for i, e := range entries {
		lists[i] = model.Outgoing{Name: e.Name, Items: e.Items, Show: e.Show, Of: model.Choosing(e.Of)}
	}
	return cb.Send(lists)
}

// inheritLists gives a codebook without lists of its own the built-in ones, as far as
// it has their items.
func inheritLists(cb, from *model.Codebook) error {
	var lists []model.Outgoing
	for _, l := range from.Outgoing() {
		own := l
		own.Items, own.Show = known(cb, l.Items, l.Scope(from)), known(cb, l.Show, "")
		if len(own.Items) > 0 {
			lists = append(lists, own)
		}
	}
	return cb.Send(lists)
}

func known(cb *model.Codebook, codes []model.Code, scope model.Scope) (out []model.Code) {
	for _, c := range codes {
		if in := cb.Lookup(c); in != nil && (scope == "" || in.Scope == scope) {
			out = append(out, c)
		}
	}
	return out
}
