package app

import (
	"regexp"
	"strings"
	"time"
)

var dateParts = regexp.MustCompile(`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?$`)

// parseDate reads a day as people write it (2019-11-20, 2019/11/20,
// 2019年11月20日) and gives it as 2019-11-20.
func parseDate(s string) (string, bool) {
	m := dateParts.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return "", false
	}
	day, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return "", false
	}
	return day.Format(time.DateOnly), true
}
