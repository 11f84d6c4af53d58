package graph

import "testing"

func TestBaseName(t *testing.T) {
	for name, want := range map[string]string{
		"LLaMA-2-7B": "LLaMA-2", "Qwen3-4B-Instruct": "Qwen3", "Qwen3-30B-A3B": "Qwen3", "Mixtral 8x7B": "Mixtral", "DeepSeek-R1-0528": "DeepSeek-R1",
		"Llama-3.1 405B": "Llama-3.1", "CLIP ViT-L/14": "CLIP", "CelebA-HQ-256": "CelebA-HQ", "MSCOCO-2017": "MSCOCO", "BERT-large": "BERT",
		"GPT-4": "", "DPM-Solver++": "", "Transformer-XL": "", "CIFAR-10": "", "A-7B": "", "7B": "",
	} {
		got, ok := baseName(name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("baseName(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestVersionOf(t *testing.T) {
	for name, want := range map[string]version{
		"LLaMA": {"llama", 1}, "LLaMA-2": {"llama", 2}, "Llama 3.1": {"llama", 3.1}, "LLaMA-2-7B": {"llama", 2}, "YOLOv8": {"yolo", 8},
		"Qwen2.5-VL": {"qwenvl", 2.5}, "Qwen2-VL": {"qwenvl", 2}, "ResNet-50": {"resnet50", 1},
	} {
		if got := versionOf(name); got != want {
			t.Errorf("versionOf(%q) = %v, want %v", name, got, want)
		}
	}
}

// FuzzNames checks what names are looked up by: never longer than the bound, the same when
// made again, and in no name anything invisible.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{"DDIM", "LLaMA-2-7B-Chat", "Qwen2.5-VL", "A\x00B", "é́", "漢字 2", "--", "GPT–4"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := newName(text)
		if squeeze(n.squeezed) != n.squeezed && !isAcronym(n.squeezed) {
			t.Errorf("%q is squeezed to %q, and that to %q", text, n.squeezed, squeeze(n.squeezed))
		}
		if len(n.key) > 4*maxName || clean(n.key) != n.key {
			t.Errorf("%q has the key %q", text, n.key)
		}
		if base, ok := baseName(text); ok && len(base) >= len(text) {
			t.Errorf("%q has the base name %q", text, base)
		}
		versionOf(text)
	})
}
