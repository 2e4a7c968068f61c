package report

import "math"

// Percents gives the shares of parts in their sum, in percent with one decimal,
// each rounded by itself (四舍五入): what anybody gets who divides them again, and
// equal parts have equal shares. Their sum may miss 100.0 by a few tenths then,
// which AddUp tells and a note beside them says, as statistics bureaus do.
// Negative parts count as nothing. Without any part above zero all shares are
// zero.
func Percents(parts []float64) []float64 {
	out := make([]float64, len(parts))
	sum := 0.0
	for _, p := range parts {
		sum += max(p, 0)
	}
	if math.IsInf(sum, 0) || math.IsNaN(sum) {
		return out
	}
	for i, p := range parts {
		out[i] = Share(max(p, 0), sum)
	}
	return out
}

// Share gives a part of a whole in percent with one decimal; 0 of nothing.
func Share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return math.Round(part*1000/whole) / 10 // one division: a half stays a half
}

// AddUp reports that shares of one decimal add up to 100.0, or are all zero.
func AddUp(percents []float64) bool {
	tenths := 0.0
	for _, p := range percents {
		tenths += math.Round(p * 10)
	}
	return tenths == 0 || tenths == 1000
}
