package check

import (
	"fmt"
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
)

func codebook(t testing.TB) *model.Codebook { t.Helper(); return rostertest.Codebook(t) }

func id(born string, seq int) string { return rostertest.ID(born, seq) }

func build(t testing.TB, text string) *model.Roster { t.Helper(); return rostertest.Build(t, text) }

func read(t testing.TB, name string) *model.Roster { t.Helper(); return rostertest.Read(t, name) }

func line(p *model.Problem) string {
	return fmt.Sprintf("%s %s %s [%s %s %s] %s=%q %s。%s", p.Severity, p.Rule, p.Cell, p.Household, p.Head, p.Person, p.Code, p.Value, p.Message, p.Hint)
}
