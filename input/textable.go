package input

// texAccents are the commands that put an accent on the letter that follows, as combining
// characters (The LaTeX Companion, 2nd edition, table 7.33).
var texAccents = map[string]rune{
	"'": 0x301, "`": 0x300, "^": 0x302, `"`: 0x308, "~": 0x303, "=": 0x304, ".": 0x307,
	"c": 0x327, "v": 0x30C, "u": 0x306, "H": 0x30B, "k": 0x328, "r": 0x30A, "d": 0x323, "b": 0x331,
	"acute": 0x301, "grave": 0x300, "hat": 0x302, "ddot": 0x308, "tilde": 0x303, "bar": 0x304, "dot": 0x307, "check": 0x30C, "breve": 0x306,
}

// texSymbols are the commands that stand for characters, in text and in formulas, as far
// as they turn up in titles and names.
var texSymbols = map[string]string{
	"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å",
	"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
	"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
	"textquotesingle": "'", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": `\`, "textunderscore": "_", "textbar": "|",
	"hyphen": "-", "textless": "<", "textgreater": ">", "textregistered": "®", "texttrademark": "™", "copyright": "©", "dots": "…", "ldots": "…", "textellipsis": "…",
	"LaTeX": "LaTeX", "TeX": "TeX", "quad": " ", "qquad": " ", "space": " ", "newline": " ",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι",
	"kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
	"varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
	"Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "infty": "∞", "times": "×", "cdot": "·", "pm": "±", "to": "→",
	"rightarrow": "→", "leftrightarrow": "↔", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "sim": "∼", "approx": "≈", "star": "⋆", "ast": "∗", "circ": "∘",
	"partial": "∂", "nabla": "∇", "in": "∈", "sqrt": "√", "log": "log", "exp": "exp", "min": "min", "max": "max",
}

// texSilent are the commands whose first argument is not printed.
var texSilent = map[string]bool{"href": true, "cite": true, "citep": true, "citet": true, "label": true, "ref": true, "color": true,
	"textcolor": true, "hspace": true, "vspace": true, "thanks": true, "footnote": true, "index": true}
