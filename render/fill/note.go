package fill

import (
	"regexp"
	"strings"

	"ruhu/model"
)

// note is a remark of the form that answers are written as numbers: 填写减少原因后括号内
// 的编号.
type note struct {
	text    string
	asks    bool              // it asks for numbers
	numbers map[string]string // by the squeezed word of the answer
}

// asksNumber are words of such a remark; numbered are the answers in it with theirs.
var (
	asksNumber = regexp.MustCompile(`填.{0,20}(?:编号|代码|代号|序号|数字)|(?:编号|代码|代号)填`)
	numbered   = regexp.MustCompile(`[(（]?(\d{1,2})[)）.、:：]\s*([^\d()（）、，。；;,\s]+)`)
	// theirNumber stands behind the last answer: （6）失联人口回归的编号.
	theirNumber = regexp.MustCompile(`的(?:编号|代码|代号|序号|数字)$`)
)

// readNote notes a text that says so. The list of the answers may stand in another text
// than the wish for their numbers.
func (r *reader) readNote(text string) {
	s := model.Squeeze(text)
	if len([]rune(s)) < 12 {
		return
	}
	unlisted := numbered.ReplaceAllStringFunc(s, theirNumber.FindString)
	n := note{text: s, asks: asksNumber.MatchString(s) || asksNumber.MatchString(unlisted)}
	if list := numbered.FindAllStringSubmatch(s, -1); len(list) > 1 {
		n.numbers = make(map[string]string)
		for _, m := range list {
			n.numbers[theirNumber.ReplaceAllString(m[2], "")] = m[1]
		}
	}
	if n.numbers != nil || n.asks {
		r.notes = append(r.notes, n)
	}
}

// inNumbers gives what a place asks in the numbers that remarks with a word give the
// answers; in words where no such remark asks for numbers. Where the form wants numbers
// and does not say them, nothing is written.
func (r *reader) inNumbers(a asks, key string) (asks, string) {
	wanted := false
	numbers := make(map[string]string)
	for _, n := range r.notes {
		if !strings.Contains(n.text, key) && !strings.Contains(n.text, model.Squeeze(a.in.Label)) {
			continue
		}
		wanted = wanted || n.asks
		for word, number := range n.numbers {
			if i := a.in.Option(word); i >= 0 {
				if had := numbers[a.in.Options[i].Label]; had != "" && had != number {
					return a, whyNumbers
				}
				numbers[a.in.Options[i].Label] = number
			}
		}
	}
	switch {
	case !wanted:
		return a, ""
	case len(numbers) < 2:
		return a, whyNumbers
	}
	a.numbers = numbers
	return a, ""
}

const whyNumbers = "要填编号，而表里没有说明编号"
