package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"ruhu/model"
	source "ruhu/model/sheet"
	"ruhu/render/workbook"
)

// What collecting writes as the corrected roster may be worked on by people before
// it is collected again. So it bears a mark of what it says, on its page of
// explanations: where the two no longer fit, somebody has written into it.

// markLead and markTail stand around the mark.
const (
	markLead = "校验值 "
	markTail = "（程序据此看出这份花名册有没有人改过，请勿改动）"
)

// noMark stands in the place of the mark until it is known.
var noMark = strings.Repeat("0", 2*markBytes)

// markBytes is the length of a mark.
const markBytes = 16

// WriteVerified writes a roster as WriteRoster does, with the mark by which
// Untouched knows whether people wrote into it.
func WriteVerified(w io.Writer, r *model.Roster, marks map[*model.Record]map[model.Code]bool, lines ...string) error {
	var buf bytes.Buffer
	if err := WriteRoster(&buf, r, marks, append(lines, markLead+noMark+markTail)...); err != nil {
		return err
	}
	mark, _, err := contentMark(source.Input{Name: "花名册.xlsx", Data: bytes.NewReader(buf.Bytes()), Size: int64(buf.Len())})
	if err != nil {
		return err
	}
	return workbook.ReplaceText(w, buf.Bytes(), GuideSheet, noMark, mark)
}

// Untouched reports a roster that WriteVerified wrote and that still says what it
// said then, also where an office program has saved it. The error is a
// *sheet.Error of model/sheet.
func Untouched(in source.Input) (bool, error) {
	mark, said, err := contentMark(in)
	return err == nil && mark == said, err
}

// contentMark marks what the sheets of a roster say but for the page of
// explanations, and gives the mark that stands there.
func contentMark(in source.Input) (mark, said string, err error) {
	sum := sha256.New()
	err = eachSheet(in, func(s source.Sheet) error {
		guide := s.Name() == GuideSheet
		if !guide {
			fmt.Fprintf(sum, "%q\x1d", s.Name())
		}
		return s.Each(func(_ int, cells []string) bool {
			if guide {
				said = markIn(cells, said)
				return true
			}
			for i, text := range cells {
				if text != "" {
					fmt.Fprintf(sum, "%d\x1f%s\x1f", i, text)
				}
			}
			io.WriteString(sum, "\x1e")
			return true
		})
	})
	if err != nil {
		return "", "", err
	}
	return hex.EncodeToString(sum.Sum(nil)[:markBytes]), said, nil
}

// markIn gives the mark that stands in one of the cells, else what is given.
func markIn(cells []string, or string) string {
	for _, text := range cells {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(text), strings.TrimSpace(markLead)); ok && len(strings.TrimSpace(rest)) >= 2*markBytes {
			return strings.TrimSpace(rest)[:2*markBytes]
		}
	}
	return or
}
