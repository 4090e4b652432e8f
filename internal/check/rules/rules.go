// Package rules is every rule that resgen knows.
//
// [All] is the written-out list: one value a rule, one file a rule, named for its ID, with test
// data of the same name; a test holds the four together. A rule sees a check.Pass and nothing
// else: it opens no file, knows no clock and no browser, and changes nothing that it looks at.
// Whatever the sheets hold (no block, no line, numbers that are none), a rule stays quiet rather
// than failing.
//
// Rules without a Run are found by an earlier stage, which reports them under that ID; here is
// their level and their manual. README.md is made from this list.
package rules

import "github.com/resgen/resgen/internal/check"

// All is every rule, sorted by ID.
func All() []*check.Rule {
	return []*check.Rule{
		checkAllowWithoutReason,
		checkUnusedAllow,
		contentStarterText,
		dateFuture,
		dateGap,
		dateImpossible,
		dateMixedPrecision,
		dateNotNewestFirst,
		dateOrder,
		dateOverlap,
		dateStalePresent,
		linkBroken,
		metaAttributes,
		metaBadValue,
		metaDuplicateKey,
		metaMissingName,
		metaSyntax,
		metaUnclosed,
		metaUnknownKey,
		metaUnknownRule,
		metaWrongType,
		pageCollision,
		pageLayout,
		pageUnsafeHTML,
		parseScan,
		privacyNoEffect,
		privacyPublished,
		readAmbiguousEntry,
		readDateUnclear,
		readLostText,
		readNoName,
		readUnknownSection,
		resumeEmpty,
		resumeMissing,
		sheetBlank,
		sheetChromeDiffers,
		sheetClipped,
		sheetCount,
		sheetFontFallback,
		sheetLoneLine,
		sheetLongMeasure,
		sheetLostText,
		sheetLowContrast,
		sheetMissingFile,
		sheetMissingGlyph,
		sheetMixedBullets,
		sheetOverflow,
		sheetOverlap,
		sheetPaperSize,
		sheetShortLastLine,
		sheetShrunk,
		sheetSmallMargin,
		sheetSmallType,
		sheetSplitEntry,
		sheetStrandedHeading,
		sheetThinLast,
		sheetType3Font,
		sheetUnevenSpacing,
		sheetUnusualFont,
		sourceEncoding,
		sourceOutside,
		sourceTooLarge,
		sourceUnreadable,
		textBareBullet,
		textCliche,
		textDashes,
		textDoubledBlanks,
		textDuplicateBullet,
		textEndPunctuation,
		textFirstPerson,
		textLongBullet,
		textNoActionVerb,
		textNoMetric,
		textOverClaim,
		textPassive,
		textRepeatedVerb,
		textShortBullet,
		textTense,
		textWeakStart,
	}
}
