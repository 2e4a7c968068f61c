package model_test

import (
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
)

// TestAddress: the village's name stands for a part that the roster has not; what is
// written where no village is named stands for nothing.
func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		"村 南村\n户 1 地址县=云海区 地址乡=云海街道":             "云海区云海街道南村",
		"村 南村\n户 1 地址县=云海区 地址村=东村":               "云海区东村",
		"村 " + model.NoVillage + "\n户 1 地址县=云海区": "云海区",
		"村 " + model.NoVillage + "\n户 1":         "",
	} {
		h := rostertest.Build(t, text).Villages[0].Households[0]
		if got := h.Address(model.AddressParts[:]...); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if (*model.Village)(nil).OwnName() != "" {
		t.Error("no village has a name")
	}
}
