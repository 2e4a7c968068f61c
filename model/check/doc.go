// Package check holds the rules that judge a roster: what is certainly wrong
// (错误) and what is to be looked at in the home (提醒).
//
// Each rule is one small function with an id, a sentence, a severity and its
// source, listed in the table of its file; [Rules] gives them all and [Run]
// applies them. What a roster does not have is not judged: a rule whose columns
// are lacking is silent and named in [Result.Silent], and an empty value is
// wrong only to the rules that are about emptiness.
//
// What the reader reports already (model/roster: a household without 户主,
// numbers cut by the spreadsheet, a removal still listed …) is not reported
// again; [Reading] names those rules.
package check
