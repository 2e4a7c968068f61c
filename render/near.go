package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

// mostNear is how many households are offered for one that is not there.
const mostNear = 5

// offer is a household that the user may have meant.
type offer struct {
	text     string
	distance int
}

// nearHouseholds says which households a user may have meant by a number or a
// name that no household has: for the user to choose from, never taken. It is
// empty where none is like it.
func nearHouseholds(r *model.Roster, key string) string {
	key = model.Squeeze(key[strings.LastIndex(key, "/")+1:])
	var list []offer
	for h := range r.Each {
		if d, ok := nearTo(h, key); ok && h.Registered() {
			list = append(list, offer{describe(h), d})
		}
	}
	for _, h := range r.Held {
		if d, ok := nearTo(h, key); ok {
			list = append(list, offer{describe(h) + "（暂缓打印，原因用 ruhu check 查看）", d})
		}
	}
	slices.SortStableFunc(list, func(a, b offer) int { return cmp.Compare(a.distance, b.distance) })
	var texts []string
	for _, o := range list {
		if !slices.Contains(texts, o.text) {
			texts = append(texts, o.text)
		}
	}
	if more := len(texts) - mostNear; more > 0 {
		texts = append(texts[:mostNear], fmt.Sprintf("…… 另有 %d 户", more))
	}
	return strings.Join(texts, "；")
}

// describe names a household so that one can ask for it.
func describe(h *model.Household) string {
	name := h.Number() + " " + h.HeadName()
	if h.Village != nil {
		name = h.Village.Name + " " + name
	}
	return strings.TrimSpace(name)
}

// nearTo tells how far a household's number, head or members are from what was
// asked for, and whether that is near. A member's name stands for the household
// only when it is exact.
func nearTo(h *model.Household, key string) (distance int, ok bool) {
	least := -1
	see := func(text string, most int) {
		text = model.Squeeze(text)
		if text == "" || abs(utf8.RuneCountInString(text)-utf8.RuneCountInString(key)) > most {
			return
		}
		if d := model.Edits([]rune(text), []rune(key)); d <= most && (least < 0 || d < least) {
			least = d
		}
	}
	slips := 1
	if len(key) >= longNumber {
		slips = 2
	}
	if number := model.Squeeze(h.Number()); len(key) >= 3 && strings.HasSuffix(number, key) {
		least = 1
	} else {
		see(number, slips)
	}
	// Of a name of two characters one alone tells little, but for the family name.
	if head := []rune(model.Squeeze(h.HeadName())); len(head) > 2 || strings.HasPrefix(key, string(head[:min(1, len(head))])) {
		see(string(head), 1)
	}
	for _, m := range h.Members {
		see(m.Name(), 0)
	}
	return least, least >= 0
}

// longNumber is a number, or a name, of so many bytes that two slips leave it
// recognizable.
const longNumber = 12

func abs(n int) int { return max(n, -n) }
