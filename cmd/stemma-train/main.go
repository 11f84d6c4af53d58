// Stemma-train learns the model by which stemma tells what a paper does with the works
// that it names, and reports how good it is by cross-validation.
//
//	stemma-train [-out FILE] ABSTRACTS LINEAGE
//
// ABSTRACTS and LINEAGE are JSON lines of labelled texts: the first with citations, the
// second with mentions, each with its relation. The papers are dealt to ten parts by a
// hash of their id; each part is judged by a model that was learnt on the other nine.
// Without -out nothing is written.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"stemma/extract"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "stemma-train:", err)
		os.Exit(1)
	}
}

// run does the command's work.
func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("stemma-train", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "", "write the model, learnt on all texts, to `FILE`")
	var config extract.RelationTraining
	flags.IntVar(&config.MinPapers, "min-papers", 0, "texts that a feature must occur in; 0 is the default")
	flags.Float64Var(&config.Penalty, "penalty", 0, "weight of the squared weights; 0 is the default")
	flags.IntVar(&config.Rounds, "rounds", 0, "steps over all texts; 0 is the default")
	errs := flags.Bool("errors", false, "print each wrong verdict")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("no labelled texts given; see -help")
	}
	examples, err := readExamples(flags.Args())
	if err != nil {
		return err
	}
	report(stdout, examples, config, *errs)
	if *out == "" {
		return nil
	}
	return writeModel(*out, extract.TrainRelations(examples, config))
}

// writeModel writes the model to a file of that name.
func writeModel(name string, model *extract.RelationModel) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := extract.WriteRelationModel(file, model); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
