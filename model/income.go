package model

// IncomeParts are what the net income of a household is made of; the last, what
// producing cost, is taken off.
var IncomeParts = [...]Code{CodeWages, CodeTransfers, CodeBusiness, CodeProperty, CodeCost}

// IncomeColumns are the columns of which a roster must have one to tell of incomes: the
// first of the parts, or what they come to a head.
var IncomeColumns = []Code{CodeWages, CodePerHead}

// NetIncome gives the household's net income in 元: A28+A29+A30+A31−A32. It is not
// known unless all five are filled in with numbers.
func (h *Household) NetIncome() (float64, bool) {
	sum := 0.0
	for i, code := range IncomeParts {
		x, _, ok := h.Amount(code)
		if !ok {
			return 0, false
		}
		if i == len(IncomeParts)-1 {
			x = -x
		}
		sum += x
	}
	return sum, true
}

// PerHead gives the net income a head in 元: NetIncome by so many people, which is
// those of YearEnd, else the income a head that the roster states. Of nobody
// there is none.
func (h *Household) PerHead(people int) (float64, bool) {
	if people == 0 {
		return 0, false
	}
	if net, ok := h.NetIncome(); ok {
		return net / float64(people), true
	}
	x, _, ok := h.Amount(CodePerHead)
	return x, ok
}
