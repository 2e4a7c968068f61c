package xlsx
import ("testing";"fmt";"ruhu/render/doc")
func TestZZ(t *testing.T){
 cb:=codebook(t); p:=plan{book:newAnswers(cb)}
 for _,o:=range everything(t,cb,"A3"){ if o.name!="compare 32079900100006" {continue}
  p.make(o.doc)
  for _,f:=range p.frags { if f.to!=21 {continue}; for i,l:=range f.t.lines {fmt.Printf("%d %.2f\n",i,float64(l.height)/36000)}
   for _,b:=range f.t.boxes { if b.words.lines>2 { fmt.Println(b.row,b.words.lines,b.words.text,b.look.size.Points(), float64(p.tracks.width(b.col,b.col+b.cols))/12700) } } }
  for _,b:=range o.doc.Body { if g,ok:=b.(*doc.Grid);ok&&g.Head==1&&len(g.Rows)==21 { for i,r:=range g.Rows {fmt.Println(i,float64(r.Height)/36000)} } }
 }
}
