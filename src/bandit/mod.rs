//! The contextual bandit: which of several variants promises most, here and now, for this reader.
//!
//! What a variant brings is taken to be linear in the features of the moment, with weights that are not known: the prior says
//! what the site knows of them, and each view here is one observation more (Bayesian linear regression). Shown is the variant
//! whose mean plus half a standard deviation is greatest (LinUCB of Li, Chu, Langford and Schapire, WWW 2010, with α = ½), as long as
//! that does not cost more than [`choice`] says.
//!
//! Each variant has weights of its own: one for each feature, and before them one that always counts. What came of another variant with
//! the same tags counts for it too, but less (a power prior: Ibrahim and Chen, Statistical Science 15, 2000).

pub mod choice;
pub mod normal;
