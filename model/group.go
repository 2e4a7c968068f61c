package model

// Groups parts a list by a key, in the order in which the keys first come up.
func Groups[K comparable, T any](list []T, key func(T) K) [][]T {
	at := make(map[K]int)
	var out [][]T
	for _, x := range list {
		k := key(x)
		i, met := at[k]
		if !met {
			i = len(out)
			at[k], out = i, append(out, nil)
		}
		out[i] = append(out[i], x)
	}
	return out
}
