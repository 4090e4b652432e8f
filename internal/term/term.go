// Package term is what resgen knows about words: what sections are called, which words
// make a position, a degree, an employer or a place, what labels a phone number, and which sites
// people have profiles on.
//
// It is data in text files, and look-ups in them. All languages stand in one table, because
// a résumé mixes them; case, accents, punctuation and emoji do not count. It never sees a document and
// decides nothing: several answers about one word are several bits, and read weighs them.
package term
