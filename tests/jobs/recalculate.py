"""A reader solved by `implicit`: what it calls confidence, and multiplies by its alpha, is 1 + α·weight here."""

import json
import sys

import numpy
import scipy.sparse
from implicit.als import AlternatingLeastSquares

with open(sys.argv[1]) as file:
    given = json.load(file)
vectors = numpy.array(given["vectors"], dtype=numpy.float32)
model = AlternatingLeastSquares(
    factors=vectors.shape[1], regularization=given["regularisation"], alpha=1.0, dtype=numpy.float32, use_gpu=False
)
model.item_factors = vectors
model.user_factors = numpy.zeros((1, vectors.shape[1]), dtype=numpy.float32)
history = numpy.zeros((1, len(vectors)), dtype=numpy.float32)
history[0, given["history"]] = 1.0 + given["alpha"]
solved = model.recalculate_user(0, scipy.sparse.csr_matrix(history))
print(json.dumps([float(one) for one in numpy.ravel(solved)]))
