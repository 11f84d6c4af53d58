package main

import (
	"context"

	"stemma"
)

// keptAtOnce is how many answers are saved at once at most.
const keptAtOnce = 100

// A keeper saves answers while others are on their way: as many at once as came while
// it was saving, so that none waits for company and a hundred cost little more than
// one. It hands each on once it is safe in the store, where a killed process leaves it.
type keeper struct {
	in    chan stemma.Observation
	ended chan struct{}
	err   error
}

// newKeeper starts a keeper. Should the store fail, it stops the run and hands on no
// more. The caller ends it.
func (o *observer) newKeeper(ctx context.Context, stop context.CancelCauseFunc, each func(stemma.Observation)) *keeper {
	k := &keeper{in: make(chan stemma.Observation, keptAtOnce), ended: make(chan struct{})}
	go func() {
		defer close(k.ended)
		for first := range k.in {
			answers := k.gather(first)
			if k.err != nil {
				continue
			}
			if k.err = o.store.SaveObservations(ctx, answers); k.err != nil {
				stop(k.err)
				continue
			}
			for _, a := range answers {
				each(a)
			}
		}
	}()
	return k
}

// gather returns first and what else has come.
func (k *keeper) gather(first stemma.Observation) []stemma.Observation {
	answers := []stemma.Observation{first}
	for len(answers) < keptAtOnce {
		select {
		case next, more := <-k.in:
			if !more {
				return answers
			}
			answers = append(answers, next)
		default:
			return answers
		}
	}
	return answers
}

// keep takes an answer.
func (k *keeper) keep(answer stemma.Observation) { k.in <- answer }

// end waits until everything is saved, and returns why it could not be.
func (k *keeper) end() error {
	close(k.in)
	<-k.ended
	return k.err
}
