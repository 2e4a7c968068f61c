package check

import "time"

// day writes a date as people do.
func day(t time.Time) string { return t.Format("2006年1月2日") }
