//go:build ignore

// Command draw makes icon.png: 入 in white on red.
//
//	go run cmd/ruhu/winres/draw.go
//
// It is no part of the program's build, hence the build constraint.
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"os"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

const side = 256

func main() {
	log.SetFlags(0)
	data, err := os.ReadFile("templates/fonts/NotoSerifSC-Bold-GB2312.ttf")
	check(err)
	parsed, err := opentype.Parse(data)
	check(err)
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 200, DPI: 72})
	check(err)
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	pen := vector.NewRasterizer(side, side)
	corners(pen, 8, 44)
	pen.Draw(img, img.Bounds(), image.NewUniform(color.NRGBA{R: 0xb3, G: 0x1b, B: 0x1b, A: 0xff}), image.Point{})
	bounds, _ := font.BoundString(face, "入")
	w, h := bounds.Max.X-bounds.Min.X, bounds.Max.Y-bounds.Min.Y
	pencil := font.Drawer{Dst: img, Src: image.White, Face: face, Dot: fixed.Point26_6{
		X: (fixed.I(side)-w)/2 - bounds.Min.X, Y: (fixed.I(side)-h)/2 - bounds.Min.Y,
	}}
	pencil.DrawString("入")
	out, err := os.Create("cmd/ruhu/winres/icon.png")
	check(err)
	check(png.Encode(out, img))
	check(out.Close())
}

// corners draws a square with round corners.
func corners(pen *vector.Rasterizer, edge, round float32) {
	far := side - edge
	pen.MoveTo(edge+round, edge)
	pen.LineTo(far-round, edge)
	pen.QuadTo(far, edge, far, edge+round)
	pen.LineTo(far, far-round)
	pen.QuadTo(far, far, far-round, far)
	pen.LineTo(edge+round, far)
	pen.QuadTo(edge, far, edge, far-round)
	pen.LineTo(edge, edge+round)
	pen.QuadTo(edge, edge, edge+round, edge)
	pen.ClosePath()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
