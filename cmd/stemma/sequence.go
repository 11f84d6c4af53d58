package main

import (
	"context"
	"errors"
	"io"

	"stemma/input"
)

// waiting is how many results a job may be ahead of the one that is due, so that a block
// that takes long, or whose core is taken by another program, does not hold up the rest.
const waiting = 4

// inOrder reads r block by block, has work done on up to jobs blocks at once, and hands
// the results to each in the order of the input, one at a time. It returns at the first
// error of reading or of each, and when ctx ends, even while a read is still waiting.
func inOrder[T any](ctx context.Context, r *input.Reader, jobs int, work func(*input.Block) T, each func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan T, waiting*jobs)
	ended := make(chan error, 1)
	go func() {
		defer close(queue)
		ended <- readBlocks(ctx, r, jobs, work, queue)
	}()
	for next := range orDone(ctx, queue) {
		for result := range orDone(ctx, next) {
			if err := each(result); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return <-ended
}

// orCancelled returns what wait returns, or the error of ctx once that ends: a read of
// standard input can't be interrupted, only left behind.
func orCancelled[T any](ctx context.Context, wait func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := wait()
		done <- outcome{value, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case o := <-done:
		return o.value, o.err
	}
}

// readBlocks fills blocks and starts the work on them. There are as many blocks as jobs,
// which bounds both the memory and what runs at once.
func readBlocks[T any](ctx context.Context, r *input.Reader, jobs int, work func(*input.Block) T, queue chan<- chan T) error {
	free := make(chan *input.Block, jobs)
	for range jobs {
		free <- new(input.Block)
	}
	for block := range orDone(ctx, free) {
		if err := r.ReadBlock(block); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		result := make(chan T, 1)
		select {
		case queue <- result:
		case <-ctx.Done():
			return ctx.Err()
		}
		go func() {
			result <- work(block)
			close(result)
			free <- block
		}()
	}
	return ctx.Err()
}

// orDone yields what comes from c until c is closed or ctx ends.
func orDone[T any](ctx context.Context, c <-chan T) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for {
			select {
			case <-ctx.Done():
				return
			case v, open := <-c:
				if !open || !yield(v) {
					return
				}
			}
		}
	}
}
