package report

import (
	"cmp"
	"math"
	"slices"
)

// Percents gives the shares of parts in their sum, in percent with one decimal,
// so that they add up to exactly 100.0: the tenths that rounding down leaves
// over go to the parts with the largest remainders, of equal ones to the
// larger part, then to the first. Negative parts count as nothing. Without any
// part above zero all shares are zero.
func Percents(parts []float64) []float64 {
	out := make([]float64, len(parts))
	sum := 0.0
	for _, p := range parts {
		sum += max(p, 0)
	}
	if sum <= 0 || math.IsInf(sum, 0) || math.IsNaN(sum) {
		return out
	}
	left := 1000
	rest := make([]float64, len(parts))
	order := make([]int, len(parts))
	for i, p := range parts {
		exact := max(p, 0) / sum * 1000
		whole := math.Floor(exact + 1e-9) // 28.999999999 is 29
		out[i], rest[i], order[i] = whole, exact-whole, i
		left -= int(whole)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rest[b], rest[a]), cmp.Compare(parts[b], parts[a]))
	})
	for i := range left {
		out[order[i%len(order)]]++
	}
	for i := range out {
		out[i] /= 10
	}
	return out
}

// Share gives a part of a whole in percent with one decimal, for a part that
// stands alone; 0 of nothing.
func Share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return math.Round(part/whole*1000) / 10
}
