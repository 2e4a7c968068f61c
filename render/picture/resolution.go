package picture

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// headEnd is where the first part of a PNG ends: its signature and the header.
const headEnd = 8 + 25

// resolved says in a PNG how fine it is (pHYs), which the standard library does
// not write: word processors then know its size, also when it is saved alone.
func resolved(file []byte) []byte {
	const perMetre = dpi * 10000 / 254
	body := []byte("pHYs")
	body = binary.BigEndian.AppendUint32(body, perMetre)
	body = binary.BigEndian.AppendUint32(body, perMetre)
	body = append(body, 1) // the unit is the metre
	part := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	part = append(part, body...)
	part = binary.BigEndian.AppendUint32(part, crc32.ChecksumIEEE(body))
	return slices.Concat(file[:headEnd], part, file[headEnd:])
}
