package roster

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ruhu/model"
)

// MapError says why a wish about column heads cannot be met, in words for the user.
type MapError struct{ Message, Hint string }

// Error gives what is wrong and what to do.
func (e *MapError) Error() string { return e.Message + "。" + e.Hint }

// Unused is what the user writes instead of an item for a column that is not to be
// used.
const Unused = "不用"

// SameHead reports heads that a wish does not tell apart.
func SameHead(a, b string) bool { return foldHead(a) == foldHead(b) }

// Wordings gives the words by which a wish may name a column, from its head as
// model.ColumnReading has it: those that say most come first.
func Wordings(head string) []string {
	parts := strings.Split(head, " › ")
	return []string{head, strings.Join(parts, ""), parts[len(parts)-1]}
}

// ParseMap reads wishes such as "现有列名=A8" into the Heads of Options. What
// stands behind the equals sign is a code or a name by which the codebook knows
// the item, or Unused, which gives no code. Errors are *MapError, with the nearest
// items.
func ParseMap(cb *model.Codebook, wishes []string) (map[string]model.Code, error) {
	if len(wishes) == 0 {
		return map[string]model.Code{}, nil
	}
	x, err := newHeadIndex(cb, nil)
	if err != nil {
		return nil, err
	}
	out := make(map[string]model.Code, len(wishes))
	for _, w := range wishes {
		w = strings.ReplaceAll(w, "＝", "=")
		at := strings.LastIndex(w, "=")
		if at < 0 || foldHead(w[:at]) == "" || model.Squeeze(w[at+1:]) == "" {
			return nil, &MapError{fmt.Sprintf("“%s”写得不对", w), "要写成 列名=指标，如 文化=A8"}
		}
		head, item := model.Fold(w[:at]), model.Fold(w[at+1:])
		code, wrong := x.item(item)
		if item == Unused {
			code, wrong = "", nil
		}
		if wrong != nil {
			return nil, wrong
		}
		for other, had := range out {
			if foldHead(other) == foldHead(head) && had != code {
				return nil, &MapError{fmt.Sprintf("列名“%s”指定了两次，一次是 %s，一次是 %s", head, cmp.Or(had, Unused), cmp.Or(code, Unused)), "请只留一个"}
			}
		}
		out[head] = code
	}
	return out, nil
}

// Overrule gives both maps as one; of a head that is in both, over holds.
func Overrule(base, over map[string]model.Code) map[string]model.Code {
	out := maps.Clone(base)
	for head := range over {
		maps.DeleteFunc(out, func(old string, _ model.Code) bool { return foldHead(old) == foldHead(head) })
	}
	maps.Copy(out, over)
	return out
}

// ItemNamed gives the code of the item that a word of the user names: by its code,
// its label or a head by which rosters know it.
func ItemNamed(cb *model.Codebook, word string) (model.Code, *MapError) {
	x, err := newHeadIndex(cb, nil)
	if err != nil {
		return "", &MapError{Message: err.Error()}
	}
	return x.item(model.Fold(word))
}

// item finds the code that a word of the user names.
func (x *headIndex) item(word string) (model.Code, *MapError) {
	key := foldHead(word)
	if in := x.book.Lookup(model.Code(word)); in != nil {
		return in.Code, nil
	}
	if in := x.byCode[key]; in != nil {
		return in.Code, nil
	}
	if list := x.byHead[key]; len(list) > 0 {
		return list[0].Code, nil
	}
	if in := x.byCode[leadingCode.FindString(key)]; in != nil {
		return in.Code, nil
	}
	hint := "请写通知的代码或指标名称，如 A8 或 文化程度"
	if near := x.nearItems(key); near != "" {
		hint = "最接近的有：" + near
	}
	return "", &MapError{fmt.Sprintf("没有“%s”这个指标", word), hint}
}

// nearItems gives the items whose code or name comes nearest to a word.
func (x *headIndex) nearItems(key string) string {
	type near struct {
		name string
		far  float64
	}
	var list []near
	for _, in := range x.book.All() {
		best := farOf(key, string(in.Code))
		for _, known := range wordsOf(in) {
			best = min(best, farOf(key, known))
		}
		list = append(list, near{in.Name(), best})
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	var names []string
	for _, n := range list[:min(3, len(list))] {
		if n.far <= farthest && !slices.Contains(names, n.name) {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, "、")
}

// Unmatched gives, for each head of a map that no sheet has, in
// order, the error that says so, with the heads that come nearest.
func Unmatched(sheets []model.SheetReading, heads map[string]model.Code) []*MapError {
	used := make(map[string]bool)
	var all []string
	for _, s := range sheets {
		for _, c := range s.Columns {
			if c.By == model.ByUser {
				for _, words := range Wordings(c.Head) {
					used[foldHead(words)] = true
				}
			}
			if !slices.Contains(all, c.Head) {
				all = append(all, c.Head)
			}
		}
	}
	var out []*MapError
	for head := range heads {
		if used[foldHead(head)] {
			continue
		}
		hint := "请用 ruhu check --explain 看各表的列名"
		if near := nearHead(head, all); near != "" {
			hint = "最接近的列名是“" + near + "”"
		}
		message := fmt.Sprintf("花名册里没有列名“%s”", head)
		if code := heads[head]; code != "" {
			message += fmt.Sprintf("，或这一列不能是 %s", code)
		}
		out = append(out, &MapError{message, hint})
	}
	slices.SortFunc(out, func(a, b *MapError) int { return strings.Compare(a.Message, b.Message) })
	return out
}

func nearHead(head string, all []string) string {
	best, name := farthest, ""
	for _, h := range all {
		if d := farOf(foldHead(head), Wordings(h)[2]); d < best {
			best, name = d, h
		}
	}
	return name
}

// farthest is how much of a word may differ from one that is offered in its place.
const farthest = 0.67

// farOf says which part of a folded word differs from a head.
func farOf(word, head string) float64 {
	a, b := []rune(word), []rune(foldHead(head))
	return float64(model.Edits(a, b)) / float64(max(len(a), len(b), 1))
}
