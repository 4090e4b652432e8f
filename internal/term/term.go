// Package term is what resgen knows about words: what sections are called, which words
// make a position, a degree, an employer or a place, what labels a phone number, which sites
// people have profiles on, and which technologies there are, how they are written, and what stands for what.
//
// It is data in text files, and look-ups in them. All languages stand in one table, because
// a résumé mixes them; case, accents, punctuation and emoji do not count, but in the names of technologies. It never sees a document and
// decides nothing: several answers about one word are several bits, and read weighs them.
package term
