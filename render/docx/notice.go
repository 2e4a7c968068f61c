package docx

import "ruhu/render/doc"

// Notices lists the deliberate losses of the format.
func Notices() []doc.Notice {
	return []doc.Notice{
		{Key: "docx-pages", Text: "分页由 Word/WPS 决定：“共 x 页”随实际页数更新，打印登记里的页数按 PDF 计"},
		{Key: "docx-qr-page", Text: "二维码不随分页变化：首页为第1页，其余各页为第2页，总页数按 PDF 计"},
		{Key: "docx-room", Text: "手写的行取最低的高度，不随版面余地加高、增加（PDF 中最多加到 11 毫米，更正栏按余地加行）"},
		{Key: "docx-fit", Text: "字号、填写线位置和选项换行按字宽估算，字号取到半磅"},
		{Key: "docx-fonts", Text: "字体按名称引用（宋体、黑体、Times New Roman；扩展区的字为 SimSun-ExtB 或 `ruhu.yaml` 中 `fonts: office` 指定的字体），本机没有时由 Word/WPS 替换，不印“〓”"},
		{Key: "docx-ticks", Text: "选项方框是文字 □/☑，不是画出的方框"},
		{Key: "docx-duplex", Text: "双面打印时每张表都从新的一张纸开始，对照表与措施表不合用一张纸"},
		{Key: "docx-outline", Text: "没有村、户两级书签"},
	}
}
