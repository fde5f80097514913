package plugin

import "fmt"

// sentence is an error that a person reads as it stands, so it begins and ends as sentences do.
type sentence string

// Error is the sentence.
func (s sentence) Error() string { return string(s) }

func sentencef(format string, args ...any) error {
	return sentence(fmt.Sprintf(format, args...))
}
