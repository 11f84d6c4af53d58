// Package github asks GitHub whether repositories are still there, and what is in them.
//
// In come requests, out come observations, one a request: of repositories, of places in
// them (a file at a branch, a commit, a release, an issue), of accounts and of gists.
// With a token repositories are asked for in batches through GraphQL, and every name
// that GraphQL does not know is asked for again through REST, which alone tells "not
// found" from "blocked". The places in those that are there follow, many in one query;
// what it does not find is asked for again as well. Without a token everything goes
// through REST until the hourly limit is spent. What has been seen before is asked for
// with its validator, where a validator helps; a budget is planned before it is spent.
//
// The package knows repositories, not papers, and holds to one rule: a verdict rests
// on a documented answer. A rate limit, an error of the server, a time-out, a body that
// makes no sense or a missing network is [stemma.Unknown] with its reason, never
// [stemma.Gone].
//
// A place is alive or gone only while its repository is there: what GitHub cannot or
// will not say of it is unknown too.
//
// When several things are true of one repository, the verdict is the one that matters
// most to somebody who wants the code, in this order: blocked, gone, empty,
// placeholder, moved, archived, alive. Empty and placeholder stand before moved and
// archived because the latter two can still be read from the observation's Repository
// (FullName, Archived), so no fact is lost. [stemma.Replaced] is never given: it
// takes an earlier sighting, which the caller has.
//
// What the package never does: send the token anywhere but to the scheme and host of
// the API, follow a redirect to another host, read a body without bound, repeat a
// request without bound, or wait for a limit longer than it was told to.
//
// go-github builds the requests. Its Do is not used: it keeps its limits by the wall
// clock, reads a Retry-After date as zero seconds, and loses the reason of a block
// when the limit happens to be spent.
package github
