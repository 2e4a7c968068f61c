package report

import "testing"

// TestHelpEnds has dates of end in the year 2019 as rosters write them.
func TestHelpEnds(t *testing.T) {
	r := &Report{Options: Options{Year: 2019}}
	for date, want := range map[string]bool{
		"2019-12-31": false, "2019年12月31日": false, "20191231": false, "2019-12-31 00:00:00": false,
		"2020-06": false, "2020": false, "": false, "长期": false,
		"2019-06-30": true, "2019-12": true, "2019": true, "2018年12月31日": true, "2018年底": true,
	} {
		if got := r.ended(date); got != want {
			t.Errorf("%q: ended %v, want %v", date, got, want)
		}
	}
}
