package samples

import (
	"fmt"
	"math"
	"math/rand/v2"

	"ruhu/model"
)

// describe fills in the household's own row.
func (f *family) describe() {
	f.house = record{
		"户编号": f.number(), "户主姓名": f.head.name, "家庭人口数": len(f.people),
		"行政村": villageName(f.village), "行政区划代码": division(f.village),
		"地址省": "江苏省", "地址市": "连云港市", "地址县": "云海区", "地址乡": "云海街道", "地址村": villageName(f.village),
		"联系电话": f.phone(),
	}
	// A hamlet has two groups, so that visitors find a way through the village.
	group := f.r.IntN(8)
	f.house["地址自然村"], f.house["组"] = hamlets[(f.village*3+group/2)%len(hamlets)], fmt.Sprintf("%d组", group+1)
	if chance(f.r, 60) {
		f.house["开户银行"], f.house["银行账号"] = "云海农村商业银行云海支行", account(f.r)
	}
	f.register()
	f.incomes()
	f.conditions()
}

// register fills in what the register says; 边缘户 are not on it.
func (f *family) register() {
	h := f.house
	if f.monitor != "" {
		h["监测类型"] = f.monitor
	}
	h[model.CodeVeteran] = yes(chance(f.r, 4))
	if f.status == "" {
		return
	}
	h[model.CodeStandard] = pick(f.r, []string{"国家", "省定", "省定"})
	h[model.CodeAttribute], h["脱贫属性"] = f.attribute, f.status
	for i, c := range f.causes {
		h[[]model.Code{model.CodeCause, model.CodeCause2, model.CodeCause3}[i]] = c
	}
	switch {
	case f.since > 0:
		h["脱贫年度"], h[model.CodePlanned] = f.since, f.since
	case f.status == nearly:
		h[model.CodePlanned] = year
	default:
		h[model.CodePlanned] = year + 1
	}
	if f.change != "" {
		h["本年度变动"] = f.change
	}
	if f.relapse != "" {
		h["返贫原因"] = f.relapse
	}
	h["参与消费扶贫"], h["参加订单农业"] = yes(chance(f.r, 30)), yes(chance(f.r, 25))
}

func (f *family) incomes() {
	b, h := f.money, f.house
	for c, n := range map[model.Code]int{
		model.CodeWages: b.wages, model.CodeTransfers: b.transfers(), model.CodeFamilyPlanning: b.planning, model.CodeReliefMoney: b.relief, model.CodeSupportMoney: b.support, model.CodePensionMoney: b.pension,
		model.CodeEcologyMoney: b.ecology, model.CodeOtherTransfers: b.otherTransfer, model.CodeBusiness: b.farm, model.CodeProperty: b.property(), model.CodeDividend: b.dividend,
		model.CodeOtherProperty: b.rent, model.CodeCost: b.cost,
	} {
		h[c] = n
	}
	h["人均纯收入"] = round(float64(b.net()) / float64(len(f.people)))
}

func round(x float64) float64 { return math.Round(x*100) / 100 }

func (f *family) conditions() {
	h, r := f.house, f.r
	h[model.CodeField] = round(f.money.field)
	h[model.CodePasture], h[model.CodePond], h[model.CodeReforested] = 0, 0, 0
	if chance(r, 12) {
		h[model.CodePond] = float64(between(r, 8, 40)) / 10
	}
	orchard := 0.0
	if chance(r, 20) {
		orchard = float64(between(r, 3, 15)) / 10
	}
	h[model.CodeForest], h[model.CodeOrchard] = orchard, orchard
	h[model.CodeRoad] = pick(r, []string{"水泥路", "水泥路", "水泥路", "沥青路", "砂石路"})
	h[model.CodeDistance] = float64(between(r, 1, 24)) / 20
	h[model.CodeCooperative] = yes(chance(r, 40))
	h[model.CodeHouseArea] = between(r, 18, 30)*len(f.people) + between(r, 20, 40)
	h[model.CodePower], h[model.CodeWater], h[model.CodeBroadcast] = 是, 是, 是
	h[model.CodeToilet] = yes(!(f.status == poor && chance(r, 40)))
	h[model.CodeFuel] = pick(r, []string{"清洁能源", "清洁能源", "清洁能源", "柴草"})
	h[model.CodeEnterprise], h[model.CodePioneer] = yes(chance(r, 30)), yes(chance(r, 25))
	switch {
	case f.unsafe:
		h[model.CodeHouse] = "C级"
	case chance(r, 50):
		h[model.CodeHouse] = pick(r, []string{"A级", "A级", "B级"})
	default:
		h[model.CodeHouse] = "A级"
	}
}

// phone is that of a member who works, or one of the household's own.
func (f *family) phone() string {
	for _, p := range f.people {
		if p.phone != "" {
			return p.phone
		}
	}
	return f.newPhone()
}

// division is the code of a village: the invented district, a street, and the
// village within it.
func division(village int) string {
	return fmt.Sprintf("320799%03d%03d", 1+village/199, 201+village%199)
}

// account is a card number with the right check digit (Luhn).
func account(r *rand.Rand) string {
	s := fmt.Sprintf("6299990%011d", r.Int64N(100_000_000_000))
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return s + string(rune('0'+(10-sum%10)%10))
}
