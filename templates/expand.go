package templates

import (
	"fmt"
	"strings"
)

// mostSpellings bounds what one entry of the codebook may stand for.
const mostSpellings = 1000

// expandAll gives every spelling that entries of accept and heads stand for.
func expandAll(entries []string) ([]string, error) {
	var out []string
	for _, e := range entries {
		words, err := expand(e)
		if err != nil {
			return nil, err
		}
		out = append(out, words...)
	}
	return out, nil
}

// expand gives the spellings that an entry stands for: "{未,没}参加" is 未参加 and
// 没参加. An alternative may be empty.
func expand(entry string) ([]string, error) {
	out := []string{""}
	for rest := entry; rest != ""; {
		choices := []string{rest}
		open := strings.IndexAny(rest, "{}")
		switch {
		case open < 0:
			rest = ""
		case open > 0:
			choices, rest = []string{rest[:open]}, rest[open:]
		default:
			inner, after, closed := strings.Cut(rest[1:], "}")
			if rest[0] == '}' || !closed || strings.Contains(inner, "{") {
				return nil, fmt.Errorf("%q: braces do not match", entry)
			}
			choices, rest = strings.Split(inner, ","), after
		}
		if len(out)*len(choices) > mostSpellings {
			return nil, fmt.Errorf("%q stands for more than %d spellings", entry, mostSpellings)
		}
		longer := make([]string, 0, len(out)*len(choices))
		for _, had := range out {
			for _, c := range choices {
				longer = append(longer, had+c)
			}
		}
		out = longer
	}
	return out, nil
}
