package doc

import (
	"slices"
	"strings"
	"unicode"
)

// Gap is something that the program could not know, in the text of an official
// document, with its sentence around it.
type Gap struct{ Wants, Before, After string }

// ends end what is told of a gap.
const ends = "。；"

// OpenGaps gives the gaps of the text in order, each once. Those of tables are none of
// these: their cells have no words.
func (o *Official) OpenGaps() []Gap {
	var out []Gap
	note := func(text string) {
		from, to := 0, 0 // of the span
		for _, s := range Spans(text) {
			from, to = to, to+len(s.Text)
			wants := s.Wants()
			if !s.Gap || wants == "" || slices.ContainsFunc(out, func(g Gap) bool { return g.Wants == wants }) {
				continue
			}
			g := Gap{Wants: wants, Before: text[:from], After: text[to:]}
			if at := strings.LastIndexAny(g.Before, ends); at >= 0 {
				g.Before = g.Before[at+len("。"):]
			}
			if at := strings.IndexAny(g.After, ends); at >= 0 {
				g.After = g.After[:at+len("。")]
			}
			out = append(out, g)
		}
	}
	note(o.Title)
	for _, b := range o.allBlocks() {
		if p, ok := b.(Prose); ok {
			note(p.Text)
		}
	}
	return out
}

func (o *Official) allBlocks() []Block {
	out := slices.Clone(o.Body)
	for _, a := range o.Annexes {
		out = append(out, a.Body...)
	}
	return out
}

// Dropped, written into a gap, leaves out the paragraph that it stands in.
const Dropped = "（删去）"

// Fill writes texts into gaps of the text, by what they ask for, and gives how many gaps
// were filled. A gap that is a whole paragraph may be filled with several, a line each.
func (o *Official) Fill(texts map[string]string) int {
	f := filling{texts: texts, used: make(map[string]bool)}
	o.Title = f.text(o.Title)
	o.Body = f.blocks(o.Body)
	for i := range o.Annexes {
		o.Annexes[i].Body = f.blocks(o.Annexes[i].Body)
	}
	return len(f.used)
}

type filling struct {
	texts map[string]string
	used  map[string]bool
}

// of gives the lines to be written into a gap; none where there are none.
func (f *filling) of(s Span) (lines []string) {
	if !s.Gap {
		return nil
	}
	for line := range strings.Lines(f.texts[s.Wants()]) {
		line = strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, line))
		if line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		f.used[s.Wants()] = true
	}
	return lines
}

func (f *filling) text(text string) string {
	var b strings.Builder
	for _, s := range Spans(text) {
		if lines := f.of(s); len(lines) > 0 {
			b.WriteString(strings.Join(lines, ""))
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func (f *filling) blocks(body []Block) (out []Block) {
	for _, b := range body {
		p, ok := b.(Prose)
		if !ok {
			out = append(out, b)
			continue
		}
		spans := Spans(p.Text)
		if slices.ContainsFunc(spans, func(s Span) bool { return slices.Equal(f.of(s), []string{Dropped}) }) {
			continue
		}
		if len(spans) == 1 && p.Kind == BodyText {
			if lines := f.of(spans[0]); len(lines) > 0 {
				for _, line := range lines {
					out = append(out, Prose{Kind: p.Kind, Text: line})
				}
				continue
			}
		}
		p.Text = f.text(p.Text)
		out = append(out, p)
	}
	return out
}
