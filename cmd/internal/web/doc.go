// Package web is the page in the browser: the same uses of a Workspace that the command
// line has, for people who drop files and look.
//
// # A request's way
//
// serve.go has the addresses, one function each. guard.go lets in who came by the key
// that the program showed, from this machine and from a page of ours; instance.go lets a
// second start of the program find the first. What a function answers is a page or a part
// of one (page.go, pages/*.html), filled in by what a use of the workspace came to;
// nothing is judged here. A fault is told in the words of fault.Error.
//
// What somebody has open is a project (project.go, projects.go): files that were sent (upload.go) or
// chosen by path (folders.go), the workspace that reads them, and what is going on with
// it. Every address names its project by an opaque id, so that two tabs do not disturb
// each other; no address holds a name or a number of a person.
//
// # Pages
//
// roster.go 名册, reading.go 读得对吗, problems.go 问题, print.go 打印 with preview.go and
// files.go, returns.go 收回, summary.go 总结, settings.go 设置: in this order a clerk
// meets them.
//
// # Scripts
//
// static/page.js is the only script, without a build step and with nothing newer than
// Chrome 86. A form with data-into="#id" is sent by it, and the part of a page that is
// answered takes the place of what is in #id; one without is sent by the browser. Every
// form that changes anything carries the page's token.
package web
