" Vim syntax file
" Language: kith (*.net)
if exists("b:current_syntax")
  finish
endif
syn case ignore
syn match kithNumber "\<\d\+\%(\.\d\+\)\?\%([hm]\%(\d\+m\)\?\)\?\>"
syn match kithDate "\<\d\{4}-\d\d\%(-\d\d\)\?\>\|\<\d\{1,2}:\d\d\>"
syn match kithDate "\<\%(ago\|apr\|april\|aug\|august\|day\|days\|dec\|december\|feb\|february\|friday\|jan\|january\|jul\|july\|jun\|june\|last\|mar\|march\|may\|midnight\|monday\|month\|months\|next\|noon\|nov\|november\|oct\|october\|saturday\|sep\|sept\|september\|sunday\|thursday\|today\|tomorrow\|tuesday\|wednesday\|week\|weeks\|year\|years\|yesterday\)\>"
syn match kithClause "\<\%(no longer\|at group\|at place\|at plan\|sort by\|at org\|before\|weight\|about\|as of\|depth\|every\|limit\|since\|worth\|from\|into\|next\|show\|well\|with\|all\|and\|for\|log\|not\|top\|via\|as\|at\|by\|in\|of\|on\|or\|to\)\>"
syn match kithVerb "\<\%(am no longer best friends with\|is no longer best friends with\|no longer am best friends with\|no longer is best friends with\|am best friends with\|gave a warm intro to\|is best friends with\|why suggest contacts\|gave warm intro to\|no longer lives in\|no longer works at\|why suggest intros\|had a coffee with\|no longer live in\|no longer work at\|video called with\|broke promise to\|gave an intro to\|had a drink with\|no longer offers\|set ask-patience\|suggest contacts\|had coffee with\|had dinner with\|had drinks with\|kept promise to\|no longer knows\|no longer likes\|no longer needs\|no longer offer\|caught up with\|had lunch with\|no longer know\|no longer like\|no longer need\|suggest intros\|coworked with\|gave intro to\|no longer aka\|set half-life\|am no longer\|barely knows\|chatted with\|is no longer\|no longer am\|no longer is\|stop keeping\|video called\|visited with\|barely know\|met up with\|promised me\|set channel\|set history\|talked with\|texted with\|why suggest\|zoomed with\|chatted to\|introduced\|set output\|set prompt\|set strict\|set timing\|spoke with\|remind me\|set plain\|talked to\|undo last\|declined\|examples\|language\|lives in\|messaged\|met with\|promised\|promises\|ran into\|spoke to\|why path\|works at\|wrote to\|balance\|chatted\|circles\|dormant\|emailed\|gave me\|granted\|ignored\|live in\|rank by\|suggest\|thanked\|visited\|work at\|agenda\|backup\|called\|cancel\|common\|export\|forget\|helped\|joined\|layers\|offers\|person\|phoned\|pinged\|posted\|rename\|shared\|talked\|texted\|zoomed\|asked\|broke\|count\|graph\|group\|heard\|knows\|likes\|merge\|needs\|offer\|place\|plans\|spoke\|stats\|today\|unset\|untag\|wrote\|asks\|done\|edit\|find\|gave\|help\|keep\|kept\|know\|left\|like\|move\|need\|note\|open\|path\|plan\|quit\|redo\|save\|show\|undo\|add\|aka\|due\|got\|log\|met\|org\|saw\|set\|tag\|who\|why\|am\|is\)\>"
syn match kithControl "\<\%(let\|param\|for\|if\|else\|define\|include\|expect\|print\)\>"
syn match kithVariable "\$\%([A-Za-z_]\|[^\x00-\x7F]\)\%([0-9A-Za-z_-]\|[^\x00-\x7F]\)*\%(\.[A-Za-z_][0-9A-Za-z_-]*\)\?"
syn match kithTag "\%(^\|\s\)\@1<=[#+]\a[^ \t,;(){}\"]*"
syn match kithStatement "\%(^\|\s\)\@1<=#\d\+\>"
syn match kithEscape "\\\%([\"\\$nt]\|u{\x\+}\)" contained
syn region kithString start=+"+ skip=+\\\\\|\\"+ end=+"\|$+ contains=kithEscape,kithVariable
syn match kithNote ":\s[^;]*"
syn match kithComment "\%^#!.*$"
syn match kithComment "\%(^\|\s\)\@1<=#\%([ \t#].*\)\?$"
hi def link kithNumber Number
hi def link kithDate Constant
hi def link kithClause Operator
hi def link kithVerb Function
hi def link kithControl Statement
hi def link kithVariable Identifier
hi def link kithTag Tag
hi def link kithStatement Label
hi def link kithEscape SpecialChar
hi def link kithString String
hi def link kithNote String
hi def link kithComment Comment
let b:current_syntax = "kith"
