package extract

import (
	"strings"
	"testing"
)

// TestNotation: what formulas write is no name, unless the text gives it as one.
func TestNotation(t *testing.T) {
	for text, want := range map[string]string{
		"The L^2 norm on S^1 bounds X_n and A_i.":                         "",
		"We study SU(2), SL(2,R), SO(3, 1) and SO(4,1|2) gauge theories.": "",
		"Films of SiO2, TiO_2, Bi2Se3, CO2 and C60 were grown.":           "",
		"Compared with LSTM(s), DeepSeek_V3 and GPT_4.":                   "LSTM DeepSeek_V3 GPT_4",
		"Compared with SAC(s), PPO(2), T5(small) and SAM(b).":             "SAC PPO T5 SAM",
		"Compared with S4, T5, K2, U-Net and Mamba2.":                     "S4 T5 K2 U-Net Mamba2",
		"On VOC2007, COCO2017, WN18, FB15K, NCI1, UCF50 and FCN8.":        "VOC2007 COCO2017 WN18 FB15K NCI1 UCF50 FCN8",
		"On K400, CSI300, BFCLv3, UNI2, CC0 and FSC147.":                  "K400 CSI300 BFCLv3 UNI2 CC0 FSC147",
		"Translation by P2P and V2I.":                                     "P2P V2I",
		"We propose X^2, a search method.":                                "X^2",
		"We introduce the X^3 method.":                                    "X^3",
	} {
		room := new(nameRoom)
		p := newNamePass(room, "", text)
		p.read(nil, nil)
		var got []string
		for i := range p.candidates {
			if c := &p.candidates[i]; c.kind == kindShaped && p.tokens[c.first].shape&shapeTitled == 0 {
				got = append(got, p.name(c))
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
